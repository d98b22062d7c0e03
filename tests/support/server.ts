import { type ChildProcess, spawn } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, runningFolder } from './surroundings.js';

/** What a server may know of its surroundings: nothing of the tests' own settings, nor of the developer's. */
const PASSED_ON = ['PATH', 'HOME', 'TMPDIR', 'SystemRoot', 'TEMP'];

/** A server of a test lives for seconds. To compile the embedded database's code as well as for one that runs for weeks takes longer than it then saves. */
const ENGINE = ['--enable-source-maps', '--wasm-tiering-budget=30000000'];

export interface Server {
  url: string;
  pid: number;
  output(): string;
  end(signal: NodeJS.Signals): Promise<void>;
}

export interface Ended {
  code: number | null;
  output: string;
}

/** Starts the built server and waits for the address it prints. Throws with all its output when it ends before that. */
export async function startServer(env: Record<string, string | undefined>, waitMs = 110_000): Promise<Server> {
  const { child, output, ended } = launch(env);
  const url = await Promise.race([addressIn(child, output), ended.then(() => undefined), after(waitMs)]);
  if (!url) {
    child.kill('SIGKILL');
    throw new Error(`The server did not start (${child.exitCode === null ? 'no address printed' : `exit code ${child.exitCode}`}):\n${output()}`);
  }
  return { url, pid: child.pid!, output, end: (signal) => end(child, signal, ended) };
}

/** For servers that should refuse to start: waits for their end. */
export async function runServer(env: Record<string, string | undefined>): Promise<Ended> {
  const { child, output, ended } = launch(env);
  await ended;
  return { code: child.exitCode, output: output() };
}

function launch(env: Record<string, string | undefined>) {
  const child = spawn(process.execPath, [...ENGINE, join(ROOT, 'dist/api/main.js')], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...passedOn(), HOST: '127.0.0.1', PORT: '0', ...env },
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (part: string) => (text += part));
  const ended = new Promise<void>((resolve) => child.on('close', () => resolve()));
  leaveNote(child, ended);
  return { child, output: () => text, ended };
}

/** The first address in a line that is complete. */
function addressIn(child: ChildProcess, output: () => string): Promise<string> {
  return new Promise((resolve) => {
    child.stdout!.on('data', () => {
      const [address] = /http:\/\/[\w.-]+:\d+(?=.*\n)/.exec(output()) ?? [];
      if (address) resolve(address);
    });
  });
}

async function end(child: ChildProcess, signal: NodeJS.Signals, ended: Promise<void>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill(signal);
  if ((await Promise.race([ended.then(() => 'ended'), after(20_000)])) === 'ended') return;
  child.kill('SIGKILL');
  await ended;
  throw new Error('The server did not end within 20 s of being asked to');
}

function after(ms: number): Promise<undefined> {
  return new Promise((resolve) => setTimeout(() => resolve(undefined), ms).unref());
}

function leaveNote(child: ChildProcess, ended: Promise<void>): void {
  const note = join(runningFolder(), String(child.pid));
  writeFileSync(note, typeof expect === 'undefined' ? 'a script' : (expect.getState().testPath ?? 'a test'));
  void ended.then(() => rmSync(note, { force: true }));
}

function passedOn(): Record<string, string> {
  return Object.fromEntries(PASSED_ON.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])));
}
