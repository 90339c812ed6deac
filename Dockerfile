# The program: docker run --rm -v "$PWD:/work" ionflux validate blueprints/
FROM python:3.13-slim AS build
COPY . /source
RUN python -m venv /opt/ionflux \
    && /opt/ionflux/bin/pip install --no-cache-dir --disable-pip-version-check "/source[postgres]"

FROM python:3.13-slim
# git finds ignored files and reads REV:PATH; the mounted folder may have any owner.
RUN apt-get update \
    && apt-get install --yes --no-install-recommends git \
    && rm -rf /var/lib/apt/lists/* \
    && git config --system --add safe.directory '*' \
    && useradd --create-home --uid 10001 ionflux
COPY --from=build /opt/ionflux /opt/ionflux
ENV PATH="/opt/ionflux/bin:$PATH"
USER ionflux
WORKDIR /work
ENTRYPOINT ["ionflux"]
CMD ["--help"]
