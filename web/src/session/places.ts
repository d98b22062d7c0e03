import type { Role } from '../api-types';

/** The rooms of the house, as they stand in the rail. */
export const PLACES = ['map', 'records', 'submissions', 'review', 'admin'] as const;
export type Place = (typeof PLACES)[number];

const WHO: Record<Place, Role[]> = {
  map: ['operator', 'inspector', 'district_officer', 'planner', 'administrator'],
  records: ['operator', 'inspector', 'district_officer', 'planner', 'administrator'],
  submissions: ['operator', 'inspector', 'administrator'],
  review: ['inspector', 'administrator'],
  admin: ['administrator'],
};

export const rolesOf = (place: Place): Role[] => WHO[place];
export const maySee = (role: Role, place: Place): boolean => WHO[place].includes(role);
