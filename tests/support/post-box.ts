// Two small receivers for what the registry sends: a mail server that speaks SMTP, and an HTTP server for webhooks.
import { once } from 'node:events';
import { createServer as createHttp, type IncomingHttpHeaders } from 'node:http';
import { type AddressInfo, createServer as createTcp, type Server, type Socket } from 'node:net';

export interface Letter {
  from: string;
  to: string[];
  /** As it came over the line, headers and all. */
  source: string;
}

export interface MailServer {
  url: string;
  letters: Letter[];
  /** What was said to it, line by line. */
  commands: string[];
  /** Answers this to RCPT TO instead of taking the letter. */
  refuse?: string;
  close(): Promise<void>;
}

export async function startMailServer(): Promise<MailServer> {
  const mail: Omit<MailServer, 'url' | 'close'> = { letters: [], commands: [] };
  const server = createTcp((socket) => converse(socket, mail));
  const port = await listen(server);
  return Object.assign(mail, { url: `smtp://127.0.0.1:${port}`, close: () => close(server) });
}

/** RFC 5321, as far as a plain delivery goes. */
function converse(socket: Socket, mail: Pick<MailServer, 'letters' | 'commands' | 'refuse'>): void {
  let letter: Letter = { from: '', to: [], source: '' };
  let inData = false;
  let rest = '';
  const say = (line: string) => socket.write(`${line}\r\n`);
  const answer = (line: string): void => {
    mail.commands.push(line);
    if (/^(EHLO|HELO)/i.test(line)) say('250 post-box');
    else if (/^MAIL FROM:/i.test(line)) {
      letter = { from: addressIn(line), to: [], source: '' };
      say('250 OK');
    } else if (/^RCPT TO:/i.test(line)) {
      if (!mail.refuse) letter.to.push(addressIn(line));
      say(mail.refuse ?? '250 OK');
    } else if (/^DATA/i.test(line)) {
      inData = true;
      say('354 Go ahead');
    } else if (/^QUIT/i.test(line)) socket.end('221 Bye\r\n');
    else say('250 OK');
  };
  const take = (line: string): void => {
    if (!inData) return answer(line);
    if (line !== '.') {
      letter.source += `${line.replace(/^\./, '')}\n`;
      return;
    }
    inData = false;
    mail.letters.push(letter);
    say('250 Taken');
  };
  socket.setEncoding('utf8').on('error', () => undefined);
  socket.on('data', (text: string) => {
    const lines = (rest + text).split('\r\n');
    rest = lines.pop()!;
    lines.forEach(take);
  });
  say('220 post-box ESMTP');
}

const addressIn = (line: string): string => /<([^>]*)>/.exec(line)?.[1] ?? '';

export interface Received {
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}

export interface Receiver {
  url: string;
  received: Received[];
  /** What it answers; 0: nothing at all. */
  status: number;
  close(): Promise<void>;
}

export async function startReceiver(): Promise<Receiver> {
  const box: Pick<Receiver, 'received' | 'status'> = { received: [], status: 204 };
  const server = createHttp(async (request, reply) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    box.received.push({ method: request.method!, path: request.url!, headers: request.headers, body: Buffer.concat(parts).toString() });
    if (box.status === 0) return;
    reply.writeHead(box.status, box.status === 302 ? { location: '/elsewhere' } : {}).end();
  });
  const port = await listen(server);
  return Object.assign(box, {
    url: `http://127.0.0.1:${port}/hook`,
    close: () => {
      server.closeAllConnections();
      return close(server);
    },
  });
}

async function listen(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

const close = (server: Server): Promise<void> => new Promise((done) => server.close(() => done()));
