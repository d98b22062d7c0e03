/** The sample's operators, as they write themselves, with their share of the stations. */
export interface Operator {
  code: string;
  name: string;
  share: number;
  stationCode: (n: number) => string;
  technologies: (readonly [string[], number])[];
}

const padded = (n: number, digits: number): string => String(n).padStart(digits, '0');

export const VIETTEL: Operator = {
  code: 'viettel',
  name: 'Viettel',
  share: 0.375,
  stationCode: (n) => `VPC${padded(n, 4)}`,
  technologies: [
    [['2G', '3G', '4G'], 8],
    [['2G', '4G'], 2],
    [['2G', '3G'], 1],
  ],
};

export const VNPT: Operator = {
  code: 'vnpt',
  name: 'VNPT',
  share: 0.275,
  stationCode: (n) => `VNPT-VPC-${padded(n, 3)}`,
  technologies: [
    [['2G', '3G', '4G'], 7],
    [['3G', '4G'], 2],
    [['2G', '3G'], 1],
  ],
};

export const MOBIFONE: Operator = {
  code: 'mobifone',
  name: 'MobiFone',
  share: 0.225,
  stationCode: (n) => `MBF_VP_${padded(n, 4)}`,
  technologies: [
    [['2G', '3G', '4G'], 6],
    [['3G', '4G'], 3],
    [['2G', '3G'], 1],
  ],
};

export const VIETNAMOBILE: Operator = {
  code: 'vietnamobile',
  name: 'Vietnamobile',
  share: 0.125,
  stationCode: (n) => `VNM-VP${padded(n, 3)}`,
  technologies: [
    [['3G', '4G'], 3],
    [['3G'], 2],
  ],
};

export const OPERATORS = [VIETTEL, VNPT, MOBIFONE, VIETNAMOBILE];
export const nameOf = (code: string): string => OPERATORS.find((operator) => operator.code === code)!.name;
