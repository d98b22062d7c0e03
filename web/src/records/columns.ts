import type { KindName } from '../api-types';

/** What a list shows of each kind: enough to know a record again, no more than fits an office screen. */
export const COLUMNS: Record<KindName, string[]> = {
  'bts-stations': ['code', 'name', 'owner', 'declaredDistrict', 'structure', 'heightM', 'technologies', 'status', 'inspectionExpiresOn'],
  'cable-segments': ['code', 'name', 'leadOrganization', 'method', 'plannedYear', 'asBuiltLengthM', 'doneLengthM', 'status'],
  'post-office-sites': ['code', 'name', 'operator', 'commune', 'landStage', 'obstacle', 'status'],
  'sharing-agreements': ['number', 'host', 'tenants', 'items', 'signedOn', 'effectiveTo', 'status'],
};

export const isNumeric = (type: string | undefined): boolean => type === 'number' || type === 'integer' || type === 'year' || type === 'date';
