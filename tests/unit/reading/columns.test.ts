import fc from 'fast-check';
import { KINDS, kindNamed } from '../../../api/src/registry/kinds.js';
import type { KindName } from '../../../api/src/registry/field.js';
import { guessKind, nameOfUse, understandColumns, useNamed, type ColumnChoices } from '../../../api/src/submissions/reading/columns.js';

/** "code exact" for each header. */
const understood = (headers: string[], kind: KindName = 'bts-stations', chosen?: ColumnChoices, remembered?: ColumnChoices): string[] =>
  understandColumns(kindNamed(kind), headers, chosen, remembered).map(({ use, by }) => `${nameOfUse(use) ?? '-'} ${by ?? '-'}`);

describe('what a column is understood as, and how', () => {
  test.each<[string, string]>([
    ['Mã trạm', 'code exact'],
    ['MÃ  TRẠM *', 'code exact'],
    ['ma tram', 'code exact'],
    ['Cao cột [m]*', 'heightM synonym'],
    ['Chiều cao cột, m', 'heightM synonym'],
    ['7. Chiều cao cột (m)', 'heightM synonym'],
    ['Độ cao cột (tính từ chân cột)', 'heightM synonym'],
    ['ĐV quản lý', 'owner synonym'],
    ['GPXD', 'buildingPermitNo synonym'],
    ['Giấy phép XD (nếu có)', 'buildingPermitNo synonym'],
    ['Chủ sở hữu cột anten', 'mastOwner synonym'],
    ['Giấy kiểm định / Ngày cấp', 'inspectedOn synonym'],
    ['Giấy chứng nhận kiểm định / Ngày cấp', 'inspectedOn synonym'],
    ['Giấy kiểm định / Số', 'inspectionCertificateNo synonym'],
    ['Giấy kiểm định / Có giá trị đến', 'inspectionExpiresOn synonym'],
    ['Giấy phép xây dựng / Ngày cấp', '- -'],
    ['Thông tin trạm / Mã trạm', 'code synonym'],
    ['Cột ăng ten / Chiều cao (m)', 'heightM synonym'],
    ['Tình trang hoạt đông', 'status synonym'],
    ['Tình trạng hoạt độngg', 'status similar'],
    ['Công ngệh', 'technologies similar'],
    ['Kiểu cộ', '- -'],
    ['Doanh nghiẹp', 'owner synonym'],
    ['Doanh ngiệp', 'owner similar'],
    ['Giấy chứng nhận kiểm đinhj', 'inspectionCertificateNo similar'],
    ['STT', '- exact'],
    ['Kết quả kiểm tra', '- exact'],
    ['Màu sơn', '- -'],
    ['Tọa độ / Kinh độ', 'lon exact'],
    ['Vĩ độ', 'lat exact'],
    ['Longtitude', 'lon exact'],
    ["Tọa độ VN-2000 (KTT 105°00') / X (m)", 'x synonym'],
    ['Toạ độ Y (VN2000)', 'y synonym'],
    ['Tọa độ GPS', 'both exact'],
  ])('%s: %s', (header, expected) => expect(understood([header])).toEqual([expected]));

  test.each<[KindName, string, string]>([
    ['cable-segments', 'Tên tuyến đường', 'street synonym'],
    ['cable-segments', 'KL / Chiều dài hoàn công (m)', 'asBuiltLengthM synonym'],
    ['cable-segments', 'QĐ phê duyệt', 'planDecision synonym'],
    ['sharing-agreements', 'Thời hạn / Đến ngày', 'effectiveTo synonym'],
    ['sharing-agreements', 'Số HĐ', 'number synonym'],
    ['post-office-sites', 'DT đề nghị', 'requestedAreaM2 synonym'],
    ['post-office-sites', 'Giấy chứng nhận / Ngày cấp', 'certificateOn synonym'],
    ['post-office-sites', 'Khó khăn vướng mắc', 'obstacle exact'],
  ])('%s %s: %s', (kind, header, expected) => expect(understood([header], kind)).toEqual([expected]));

  test('what was said by hand stands before what was said for an earlier file, and that before all names', () => {
    const headers = ['Cột 1', 'MÃ TRẠM', 'Ghi chú', 'Tên trạm'];
    expect(understood(headers, 'bts-stations', { 'cột 1': 'code', 'Ghi chú': null }, { 'CỘT 1': 'name', 'mã trạm': 'planDecision' })).toEqual([
      'code chosen',
      'planDecision remembered',
      '- chosen',
      'name exact',
    ]);
  });

  test('one ordinate chosen by hand finds the other; a pair chosen leaves no room for another', () => {
    expect(understood(['Cột A', 'Y', 'Kinh độ', 'Vĩ độ'], 'bts-stations', { 'Cột A': 'x' })).toEqual(['x chosen', 'y exact', '- -', '- -']);
    expect(understood(['A', 'Kinh độ', 'Vĩ độ'], 'bts-stations', { A: 'both' })).toEqual(['both chosen', '- -', '- -']);
    expect(understood(['X', 'Y', 'Kinh độ', 'Vĩ độ'], 'bts-stations', { 'Kinh độ': null, 'Vĩ độ': null })).toEqual([
      'x exact',
      'y exact',
      '- chosen',
      '- chosen',
    ]);
  });

  test('a use the kind does not have is no use', () => {
    expect(useNamed(kindNamed('cable-segments'), 'x')).toBeUndefined();
    expect(useNamed(kindNamed('sharing-agreements'), 'wkt')).toBeUndefined();
    expect(useNamed(kindNamed('bts-stations'), 'shared')).toBeUndefined();
    expect(understood(['A'], 'bts-stations', { A: 'ductCount' })).toEqual(['- -']);
  });

  test('no two fields of a kind claim the same header, but for those that stand in a fixed order', () => {
    for (const kind of KINDS)
      for (const { name, label, synonyms = [], computed } of kind.fields.filter((field) => !field.computed))
        for (const header of [label.vi, label.en, ...synonyms])
          expect([kind.name, header, computed, understood([header], kind.name)[0]!.split(' ')[0]]).toEqual([kind.name, header, computed, name]);
  });

  test('any headers are understood without an exception, every use once', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...KINDS),
        fc.array(fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('X', 'Mã trạm', 'Mã trạm ', ' / ', '()', '1. '))),
        (kind, headers) => {
          const uses = understandColumns(kind, headers, { X: 'code' }).map(({ use }) => nameOfUse(use));
          const used = uses.filter((use) => use !== null);
          return uses.length === headers.length && new Set(used).size === used.length;
        },
      ),
    );
  });
});

describe('the kind of a file', () => {
  test.each<[string, string[], KindName | null]>([
    ['stations', ['STT', 'Mã trạm', 'Tên trạm', 'Tên DN', 'Kinh độ', 'Vĩ độ', 'Loại trạm', 'Độ cao cột', 'Công nghệ', 'Tình trạng'], 'bts-stations'],
    ['renewed inspections', ['Mã trạm', 'Số giấy kiểm định', 'Ngày cấp', 'Ngày hết hạn'], 'bts-stations'],
    ['agreements', ['Số hợp đồng', 'Bên cho thuê', 'Bên thuê', 'Ngày ký', 'Từ ngày', 'Đến ngày', 'Hạng mục', 'Danh sách trạm'], 'sharing-agreements'],
    ['segments', ['Mã tuyến', 'Tên tuyến', 'Đơn vị chủ trì', 'Hình thức', 'Chiều dài (m)', 'Năm kế hoạch', 'WKT'], 'cable-segments'],
    ['sites', ['Mã BĐVHX', 'Tên BĐVHX', 'Xã/Phường', 'Tình trạng đất', 'Kinh độ', 'Vĩ độ'], 'post-office-sites'],
    ['names of fields', ['number', 'host', 'tenants', 'signedOn'], 'sharing-agreements'],
    ['something else', ['Họ tên', 'Ngày sinh', 'Quê quán', 'Lương'], null],
    ['names that other kinds know as synonyms', ['code', 'name', 'operator', 'commune', 'status', 'note'], 'post-office-sites'],
    ['a name and a description, as maps hold them', ['name', 'description'], null],
    ['what all kinds have', ['Mã', 'Tên', 'Kinh độ', 'Vĩ độ', 'Ghi chú'], null],
    ['nothing', [], null],
  ])('%s', (_, headers, kind) => expect(guessKind(headers)).toBe(kind));
});
