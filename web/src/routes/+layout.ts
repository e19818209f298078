// Everything happens in the browser: the server only hands out this one page and answers the API.
export const ssr = false;
export const prerender = false;
