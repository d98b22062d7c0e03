export const TOOLS = ['length', 'area', 'nearest', 'select'] as const;
export type Tool = (typeof TOOLS)[number];
export const toolNamed = (name: string | null): Tool | null => TOOLS.find((tool) => tool === name) ?? null;

export type Corner = [lon: number, lat: number];
