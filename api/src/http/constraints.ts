import type { Text } from '../registry/field.js';

/** The constraint that an error of the database speaks of. */
export const constraintOf = (error: unknown): string | undefined => (error as { driverError?: { constraint?: string } } | null)?.driverError?.constraint;

/** Sentences for constraints a user can run into; the names are given in the migrations. */
export const CONSTRAINT_SENTENCES: Record<string, Text> = {
  bts_stations_code_unique_per_owner: {
    vi: 'Đơn vị này đã có trạm mang mã đó. Dùng mã khác hoặc gửi thay đổi cho trạm đã có.',
    en: 'This owner already has a station with that code. Use another code, or send a change of the existing station.',
  },
  sharing_agreements_number_unique_per_host: {
    vi: 'Bên cho dùng chung đã có thỏa thuận mang số đó. Dùng số khác hoặc gửi thay đổi cho thỏa thuận đã có.',
    en: 'This host already has an agreement with that number. Use another number, or send a change of the existing agreement.',
  },
  cable_segments_code_unique_per_lead: {
    vi: 'Đơn vị chủ trì đã có đoạn tuyến mang mã đó. Dùng mã khác hoặc gửi thay đổi cho đoạn tuyến đã có.',
    en: 'This lead organisation already has a segment with that code. Use another code, or send a change of the existing segment.',
  },
  post_office_sites_code_unique_per_operator: {
    vi: 'Doanh nghiệp này đã có điểm mang mã đó. Dùng mã khác hoặc gửi thay đổi cho điểm đã có.',
    en: 'This operator already has a site with that code. Use another code, or send a change of the existing site.',
  },
  saved_views_name_unique_per_user: {
    vi: 'Bạn đã có chế độ xem mang tên đó. Chọn tên khác, hoặc xóa chế độ xem cũ.',
    en: 'You already have a view of that name. Choose another name, or delete the old one.',
  },
  bts_stations_height_possible: { vi: 'Chiều cao cột phải từ 1 đến 200 mét.', en: 'The mast height must be from 1 to 200 metres.' },
  sharing_agreements_dates_in_order: {
    vi: 'Ngày hết hiệu lực của thỏa thuận đứng trước ngày bắt đầu. Sửa một trong hai ngày.',
    en: 'The agreement ends before it starts. Mend one of the two dates.',
  },
  sharing_agreements_tenant_is_not_host: {
    vi: 'Bên dùng chung trùng với bên cho dùng chung. Sửa một trong hai bên.',
    en: 'A tenant is the host itself. Mend one of the two.',
  },
  sharing_agreements_cover_known_records: {
    vi: 'Thỏa thuận nêu trạm hoặc tuyến không có trong sổ của bên cho dùng chung. Kiểm tra lại mã.',
    en: 'The agreement covers a station or segment that the host does not have in the register. Check the codes.',
  },
  sharing_agreements_cover_something: {
    vi: 'Thỏa thuận chưa nêu trạm hoặc tuyến nào. Nhập ít nhất một mã trạm hoặc mã tuyến.',
    en: 'The agreement covers no station or segment. Enter at least one code.',
  },
  cable_segments_dates_in_order: {
    vi: 'Ngày hoàn thành đứng trước ngày khởi công. Sửa một trong hai ngày.',
    en: 'The segment is completed before it started. Mend one of the two dates.',
  },
  cable_segments_completed_on_a_day: {
    vi: 'Đoạn tuyến đã hoàn thành phải có ngày hoàn thành.',
    en: 'A completed segment needs the date of completion.',
  },
};
