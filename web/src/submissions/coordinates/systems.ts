/** Coordinate systems in use in the province; their names stand under `crs.<code without colon>`. */
export const CRS_CODES = ['EPSG:4326', 'EPSG:5897', 'EPSG:9208', 'EPSG:9211', 'EPSG:3405'];
