/** Leaflet's own subdomains. */
const SUBDOMAINS = ['a', 'b', 'c'];

const ADDRESS = [/\{z\}|\{TileMatrix\}/i, /\{x\}|\{TileCol\}/i, /\{y\}|\{-y\}|\{TileRow\}/i];

/** Whether a text is the template of tiles: XYZ, or WMTS of a matrix set numbered like it. The host is fixed, so that it can be allowed by name. */
export const isTileTemplate = (text: string): boolean =>
  /^https?:\/\/(\{s\}\.)?[^/{}]+\//.test(text) && URL.canParse(text.replace('{s}', 'a')) && ADDRESS.every((part) => part.test(text));

/** Where the pictures of a base map come from, for the content policy. */
export const originsOf = (template: string): string[] => [...new Set(SUBDOMAINS.map((letter) => new URL(template.replace('{s}', letter)).origin))];
