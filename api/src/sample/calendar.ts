import type { Random } from './random.js';

const DAY = 86_400_000;

/** Days are dates at midnight UTC. */
export const day = (iso: string): Date => new Date(`${iso}T00:00:00Z`);
export const plusDays = (date: Date, days: number): Date => new Date(date.getTime() + Math.round(days) * DAY);
export const plusYears = (date: Date, years: number): Date => new Date(Date.UTC(date.getUTCFullYear() + years, date.getUTCMonth(), date.getUTCDate()));
export const yearOf = (date: Date): number => date.getUTCFullYear();
export const earlier = (a: Date, b: Date): Date => (a < b ? a : b);

/** A day between so many years before `today`. */
export const yearsAgo = (random: Random, today: Date, most: number, least: number): Date => plusDays(today, -365.25 * random.between(least, most));

/** dd/mm/yyyy. */
export const vietnamese = (date: Date): string => date.toISOString().slice(0, 10).split('-').reverse().join('/');
