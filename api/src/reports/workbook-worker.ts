import { parentPort, workerData } from 'node:worker_threads';
import { NewWorkbook } from './new-workbook.js';
import { OwnWorkbook } from './own-workbook.js';
import type { MarkedRow, Plan } from './report-book.js';
import type { SummaryLine } from './summary.js';

/** Writes one workbook in a thread of its own, for opening and packing a large one takes seconds. */
const plan = workerData as Plan;

const book = await (plan.how === 'own' ? OwnWorkbook.open(plan) : NewWorkbook.open(plan));

parentPort!.on('message', async (message: { rows: MarkedRow[] } | { summary: SummaryLine[] }) => {
  if ('rows' in message) await book.add(message.rows);
  else await book.finish(message.summary);
  parentPort!.postMessage('done');
});
parentPort!.postMessage('done');
