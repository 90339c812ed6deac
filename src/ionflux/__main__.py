"""The program: `ionflux` and `python -m ionflux`."""

from ionflux.cli import main

if __name__ == "__main__":
    main()
