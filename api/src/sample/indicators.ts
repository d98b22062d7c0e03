/** Households by district. Only the sums come from the notice; the shares are made up so that districts can be told apart on the map. */
const DISTRICTS = [
  { code: '243', households: 34_600, broadband: 28_600 },
  { code: '244', households: 30_400, broadband: 24_300 },
  { code: '246', households: 37_100, broadband: 20_500 },
  { code: '247', households: 30_300, broadband: 18_700 },
  { code: '248', households: 21_500, broadband: 11_200 },
  { code: '249', households: 35_400, broadband: 24_300 },
  { code: '251', households: 41_200, broadband: 26_800 },
  { code: '252', households: 53_600, broadband: 32_750 },
  { code: '253', households: 25_900, broadband: 12_800 },
];

const SOURCE = {
  vi: 'Số liệu mẫu: chỉ tổng toàn tỉnh theo thông báo tháng 12/2020, cách chia theo huyện là giả định',
  en: 'Sample figures: only the provincial totals follow the notice of December 2020, the split by district is assumed',
};

export function indicators(): object {
  const rows = DISTRICTS.flatMap(({ code, households, broadband }) => [
    { unitCode: code, unitLevel: 'district', indicator: 'households', value: households },
    { unitCode: code, unitLevel: 'district', indicator: 'broadbandHouseholds', value: broadband },
  ]);
  return { source: SOURCE, date: '2020-12-31', sample: true, indicators: rows };
}
