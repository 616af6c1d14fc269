/** The sign of the report, an order of three that changes, in the accent of the light and the dark theme. */
export const FAVICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16">
<style>path{fill:none;stroke:#0072b2;stroke-width:2}@media(prefers-color-scheme:dark){path{stroke:#56b4e9}}</style>
<path d="M2 3 14 6M2 8 14 13M2 13 14 2"/>
</svg>
`;
