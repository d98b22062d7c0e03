import 'reflect-metadata';
import { createApp } from './app.setup.js';
import type { Config } from './config.js';
import type { EmbeddedDatabase } from './database/embedded.js';
import { openDatabase } from './database/open.js';
import { warm } from './database/warm.js';
import { seed } from './database/seed/seed.js';
import { JobsService } from './submissions/jobs.service.js';
import { Settling } from './submissions/settling.js';
import { DeliveryLoop } from './deliveries/delivery-loop.js';
import { SumsService } from './sums/sums.service.js';
import { cannotListen } from './listening.js';
import { say } from './start-problem.js';

/** Starts everything and says what it is doing; `embedded` is the database being opened, if it is not a server. */
export async function serve(config: Config, embedded?: Promise<EmbeddedDatabase>): Promise<void> {
  const { dataSource, close } = await openDatabase(config, embedded);
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
