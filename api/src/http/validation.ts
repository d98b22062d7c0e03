import { StandardSchemaValidationPipe } from '@nestjs/common';
import { z } from 'zod';
import { Problem, type PartProblem } from './problem.js';

const vietnamese = z.locales.vi().localeError;
const english = z.locales.en().localeError;

const sentence = (locale: typeof vietnamese, issue: z.core.$ZodIssue): string => {
  const read = locale(issue as z.core.$ZodRawIssue);
  return (typeof read === 'string' ? read : read?.message) ?? issue.message;
};

/** Zod's issues in both languages. A message of our own is written "Vietnamese | English". */
export function partProblems(issues: readonly z.core.$ZodIssue[]): PartProblem[] {
  return issues.map((issue) => {
    const [vi, en] = issue.message.split(' | ');
    return {
      path: issue.path.map(String).join('.'),
      rule: issue.code ?? 'invalid',
      message: en ? { vi: vi!, en } : { vi: sentence(vietnamese, issue), en: sentence(english, issue) },
    };
  });
}

export function invalid(issues: readonly z.core.$ZodIssue[]): Problem {
  const errors = partProblems(issues);
  const list = (language: 'vi' | 'en'): string => errors.map((e) => (e.path ? `${e.path}: ${e.message[language]}` : e.message[language])).join('; ');
  return new Problem(422, 'invalid', { vi: `Nội dung không hợp lệ. ${list('vi')}.`, en: `The content is not valid. ${list('en')}.` }, errors);
}

/** Checks every body, query and parameter that gives a schema. */
export const validation = (): StandardSchemaValidationPipe =>
  new StandardSchemaValidationPipe({ exceptionFactory: (issues) => invalid(issues as unknown as z.core.$ZodIssue[]) });
