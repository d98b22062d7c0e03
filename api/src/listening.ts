import { createServer } from 'node:net';
import type { Config } from './config.js';
import { StartProblem } from './start-problem.js';

/** @throws StartProblem if the registry could not listen where it is told to. */
export async function requirePort(config: Config): Promise<void> {
  await tryPort(config).catch((error: NodeJS.ErrnoException) => cannotListen(config, error));
}

const tryPort = ({ port, host }: Config): Promise<void> =>
  new Promise((done, fail) => {
    const server = createServer().once('error', fail);
    server.listen(port, host, () => server.close(() => done()));
  });

export function cannotListen(config: Config, error: NodeJS.ErrnoException): never {
  if (error.code === 'EADDRINUSE')
    throw new StartProblem(
      `Cổng ${config.port} đang được chương trình khác dùng. Dừng chương trình đó hoặc đặt PORT khác, ví dụ PORT=3001 npm start.`,
      `Port ${config.port} is in use by another program. Stop it or set another PORT, for example PORT=3001 npm start.`,
    );
  throw new StartProblem(
    `Không mở được ${config.host}:${config.port} (${error.code}). Kiểm tra biến HOST và PORT.`,
    `Could not open ${config.host}:${config.port} (${error.code}). Check the variables HOST and PORT.`,
  );
}
