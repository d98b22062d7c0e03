/** `Content-Disposition` of a file to be saved under a name. Names carry Vietnamese letters, which a header takes only encoded (RFC 6266). */
export const attachment = (name: string): string => `attachment; filename="${name.replace(/[^\w.-]+/g, '_')}"; filename*=UTF-8''${encodeURIComponent(name)}`;
