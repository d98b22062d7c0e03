/** What the drawer will cover: its width beside the map, or its height when it is a sheet. */
export const drawerRoom = (): [number, number] => (window.matchMedia('(max-width: 900px)').matches ? [40, window.innerHeight * 0.4] : [420, 40]);
