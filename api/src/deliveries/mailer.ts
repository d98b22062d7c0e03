import { Inject, Injectable } from '@nestjs/common';
import type { Transporter } from 'nodemailer';
import { CONFIG, type Config } from '../config.js';
import type { Text } from '../registry/field.js';

const LIMIT_MS = 10_000;

export interface Letter {
  to: string;
  subject: string;
  text: string;
  /** The same for every try, so that a mailbox shows a repeated letter once. */
  number: string;
}

/** Sends mail by the SMTP server of the configuration, if there is one. */
@Injectable()
export class Mailer {
  private transport?: Transporter;

  constructor(@Inject(CONFIG) private readonly config: Config) {}

  get configured(): boolean {
    return this.config.mail !== undefined;
  }

  async send({ to, subject, text, number }: Letter): Promise<void> {
    const { url, from } = this.config.mail!;
    // Loaded by those who send mail only.
    const { createTransport } = await import('nodemailer');
    this.transport ??= createTransport({ url, connectionTimeout: LIMIT_MS, greetingTimeout: LIMIT_MS, socketTimeout: LIMIT_MS });
    const host = /@([^\s>]+)/.exec(from)?.[1] ?? 'localhost';
    await this.transport.sendMail({
      from,
      to: { name: '', address: to },
      subject,
      text,
      messageId: `<${number}@${host}>`,
      headers: { 'Auto-Submitted': 'auto-generated' },
      disableFileAccess: true,
      disableUrlAccess: true,
    });
  }
}

/** Vietnamese first, English below. */
export const bothLanguages = ({ vi, en }: Text): string => `${vi}\n\n--\n${en}\n`;
