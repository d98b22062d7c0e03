import 'reflect-metadata';
import { createServer } from 'node:net';
import { createApp } from './app.setup.js';
import type { Config } from './config.js';
import { openDatabase } from './database/open.js';
import { warm } from './database/warm.js';
import { seed } from './database/seed/seed.js';
import { JobsService } from './submissions/jobs.service.js';
import { Settling } from './submissions/settling.js';
import { DeliveryLoop } from './deliveries/delivery-loop.js';
import { SumsService } from './sums/sums.service.js';
import { say, StartProblem } from './start-problem.js';

/** Starts everything and says what it is doing. */
export async function serve(config: Config): Promise<void> {
  // Before the database is opened, which takes a while: a busy port is told at once.
  await tryPort(config).catch((error: NodeJS.ErrnoException) => cannotListen(config, error));
  const { dataSource, close } = await openDatabase(config);
  try {
    const app = await createApp(config, dataSource);
    await seed(app, config);
    await app.listen(config.port, config.host).catch((error: NodeJS.ErrnoException) => cannotListen(config, error));
    app.get(JobsService).start();
    app.get(DeliveryLoop).start();
    app.get(Settling).start();
    app.get(SumsService).start();
    void warm(dataSource);
    const address = await app.getUrl();
    // Before anybody is told that it runs, and so may end it.
    for (const signal of ['SIGINT', 'SIGTERM'] as const)
      process.once(signal, () => {
        void app
          .close()
          .then(close)
          .then(() => process.exit(0));
      });
    say(`Sổ đăng ký đã sẵn sàng tại ${address.replace('[::1]', 'localhost')}`, 'The registry is ready');
  } catch (error) {
    await close();
    throw error;
  }
}

const tryPort = ({ port, host }: Config): Promise<void> =>
  new Promise((done, fail) => {
    const server = createServer().once('error', fail);
    server.listen(port, host, () => server.close(() => done()));
  });

function cannotListen(config: Config, error: NodeJS.ErrnoException): never {
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
