import type { Text } from '../registry/field.js';
import { sentenceOf, type Facts } from '../notices/sentence.js';
import { bothLanguages, type Letter } from './mailer.js';

/** What is told when a connection is tried out. */
export interface TestFacts {
  event: 'test';
  at: string;
  by: string;
}

/** A message whose turn it is. */
export interface Due {
  id: number;
  number: string;
  channel: 'email' | 'webhook';
  target: string;
  event: string;
  payload: Facts | TestFacts;
  attempts: number;
  /** Absent when the connection was taken away meanwhile. */
  webhook: { url: string; secret: string } | null;
  /** Whether the reader is of the authority. */
  toAuthority: boolean | null;
}

const TEST: Text = {
  vi: 'Đây là tin thử: từ nay thông báo của sổ đăng ký sẽ gửi tới địa chỉ này.',
  en: 'This is a test: from now on the notices of the registry come to this address.',
};

export const eventName = (event: string): string => (event === 'test' ? event : `submission.${event}`);

const sentence = (payload: Facts | TestFacts): Text => (payload.event === 'test' ? TEST : sentenceOf(payload));

const linkTo = ({ payload, toAuthority }: Due, publicUrl: string | undefined): string | null => {
  if (!publicUrl) return null;
  return payload.event === 'test' ? `${publicUrl}/connections` : `${publicUrl}/${toAuthority ? 'review' : 'submissions'}/${payload.submission.id}`;
};

export const webhookBody = (due: Due, publicUrl: string | undefined): string =>
  JSON.stringify({ ...due.payload, id: due.number, event: eventName(due.event), sentence: sentence(due.payload), url: linkTo(due, publicUrl) });

/** The sentence is the subject; below it the words that were said and where to go. */
export function letterOf(due: Due, publicUrl: string | undefined): Letter {
  const said = sentence(due.payload);
  const words = due.payload.event !== 'test' && due.payload.words ? [`“${due.payload.words}”`] : [];
  const link = linkTo(due, publicUrl);
  const text = bothLanguages({
    vi: [said.vi, ...words, ...(link ? [`Xem tại: ${link}`] : []), STOP.vi].join('\n\n'),
    en: [said.en, ...words, ...(link ? [`See it at: ${link}`] : []), STOP.en].join('\n\n'),
  });
  return { to: due.target, subject: said.vi, text, number: due.number };
}

const STOP: Text = {
  vi: 'Muốn thôi nhận thư, hãy xóa địa chỉ ở trang Kết nối của sổ đăng ký.',
  en: 'To get no more of these letters, take your address off the page Connections of the registry.',
};
