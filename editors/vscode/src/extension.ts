// Starts `ionflux server`, and restarts it when a setting changes. The server does everything else.
import { existsSync } from "node:fs";
import { isAbsolute, join } from "node:path";
import { commands, type ExtensionContext, window, workspace } from "vscode";
import { LanguageClient, type ServerOptions } from "vscode-languageclient/node";

let client: LanguageClient | undefined;

export async function activate(context: ExtensionContext): Promise<void> {
  context.subscriptions.push(
    commands.registerCommand("ionflux.restart", restart),
    workspace.onDidChangeConfiguration(async (change) => {
      if (change.affectsConfiguration("ionflux")) await restart();
    }),
  );
  await start();
}

export async function deactivate(): Promise<void> {
  await client?.stop();
}

async function restart(): Promise<void> {
  await client?.stop();
  await start();
}

async function start(): Promise<void> {
  const settings = workspace.getConfiguration("ionflux");
  const command = program(settings.get("path", "ionflux"));
  const server: ServerOptions = {
    command,
    args: ["server", "--severity", settings.get("severity", "info")],
  };
  client = new LanguageClient("ionflux", "ionflux", server, {
    documentSelector: [
      { scheme: "file", language: "markdown" },
      { scheme: "untitled", language: "markdown" },
      { scheme: "file", language: "yaml" },
    ],
  });
  try {
    await client.start();
  } catch {
    const install = "pip install 'ionflux[editor]'";
    window.showErrorMessage(`ionflux: \`${command}\` cannot be started. ${install}, or set ionflux.path.`);
  }
}

/** Return the program: a path below the first folder of the workspace, where there is such a file. */
function program(path: string): string {
  const folder = workspace.workspaceFolders?.[0]?.uri.fsPath;
  const below = folder && !isAbsolute(path) ? join(folder, path) : path;
  return existsSync(below) ? below : path;
}
