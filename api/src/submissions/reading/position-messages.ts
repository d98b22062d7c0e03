import type { Text } from '../../registry/field.js';
import { quote } from './words.js';

const inDegrees = {
  vi: 'Nhập độ thập phân, ví dụ 105,600123, hoặc độ phút giây, ví dụ 105°36\'00,4"',
  en: 'Enter decimal degrees, for example 105.600123, or degrees, minutes and seconds',
};
const inMetres = { vi: 'Nhập số mét VN-2000, ví dụ 562055,187', en: 'Enter VN-2000 metres, for example 562055.187' };

/** What GEO-01 and GEO-04 say about a row's place. */
export const FAULTS = {
  missing: {
    vi: 'Chưa có vị trí. Nhập cả hai tọa độ hoặc vẽ trên bản đồ.',
    en: 'There is no position. Enter both coordinates or draw it on the map.',
  },
  half: {
    vi: 'Chỉ có một trong hai tọa độ. Nhập đủ cả hai.',
    en: 'Only one of the two coordinates is given. Enter both.',
  },
  sameAxis: {
    vi: 'Hai tọa độ cùng ghi một hướng (cùng là Bắc hoặc cùng là Đông). Nhập một vĩ độ (B) và một kinh độ (Đ).',
    en: 'Both coordinates name the same axis. Enter one latitude (N) and one longitude (E).',
  },
  coarse: {
    vi: 'Tọa độ có ít hơn 4 chữ số thập phân, sai số có thể hơn 11 mét. Nhập ít nhất 4 chữ số sau dấu phẩy.',
    en: 'The coordinates have fewer than 4 decimals and may be off by more than 11 metres. Enter at least 4 decimals.',
  },
  unreadable: {
    degrees: (found: string): Text => ({
      vi: `Tọa độ ${quote(found)} không đọc được. ${inDegrees.vi}.`,
      en: `The coordinate ${quote(found)} cannot be read. ${inDegrees.en}.`,
    }),
    metres: (found: string): Text => ({
      vi: `Tọa độ ${quote(found)} không đọc được. ${inMetres.vi}.`,
      en: `The coordinate ${quote(found)} cannot be read. ${inMetres.en}.`,
    }),
  },
  wrongUnit: {
    degrees: (found: string): Text => ({
      vi: `Tọa độ ${quote(found)} không phải là độ, trong khi hệ tọa độ của tệp tính bằng độ. ${inDegrees.vi}.`,
      en: `The coordinate ${quote(found)} is not in degrees, while the system of the file is. ${inDegrees.en}.`,
    }),
    metres: (found: string): Text => ({
      vi: `Tọa độ ${quote(found)} không phải là mét, trong khi hệ tọa độ của tệp tính bằng mét. ${inMetres.vi}.`,
      en: `The coordinate ${quote(found)} is not in metres, while the system of the file is. ${inMetres.en}.`,
    }),
  },
  notAPair: (found: string): Text => ({
    vi: `Tọa độ ${quote(found)} không đọc được thành hai số. Nhập hai tọa độ cách nhau bằng dấu chấm phẩy, ví dụ 105,600123; 21,300456.`,
    en: `The coordinates ${quote(found)} cannot be read as two numbers. Enter both with a semicolon between, for example 105.600123; 21.300456.`,
  }),
  notWkt: (found: string): Text => ({
    vi: `Hình dạng ${quote(found)} không phải WKT. Nhập theo mẫu POINT(105.600123 21.300456) hoặc LINESTRING(105.60 21.30, 105.61 21.31).`,
    en: `The geometry ${quote(found)} is not WKT. Enter it like POINT(105.600123 21.300456) or LINESTRING(105.60 21.30, 105.61 21.31).`,
  }),
  otherSystem: (srid: number, label: Text): Text => ({
    vi: `Hình dạng ghi hệ tọa độ EPSG:${srid}, khác hệ của tệp (${label.vi}). Chọn đúng hệ cho cả tệp hoặc bỏ “SRID=” ở ô này.`,
    en: `The geometry names EPSG:${srid}, another system than the file's (${label.en}). Choose the right system for the file or take “SRID=” out of this cell.`,
  }),
};
