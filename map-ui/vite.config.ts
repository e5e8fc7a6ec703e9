import { defineConfig, type Plugin } from 'vite';
import { typesetTexts } from '../server/rdf/typeset-french.ts';

/** French texts come typeset, so that no browser has to carry what does it. */
const frenchSpaces: Plugin = {
  name: 'french-spaces',
  enforce: 'pre',
  transform: (code, id) => (/[/]fr[.]json$/.test(id) ? JSON.stringify(typesetTexts(JSON.parse(code))) : undefined),
};

/** Builds the scripts and styles of the site into `map-ui/dist`, which the server answers under `/assets/`. */
export default defineConfig({
  root: import.meta.dirname,
  base: '/assets/',
  publicDir: false,
  plugins: [frenchSpaces],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    assetsDir: '',
    manifest: true,
    // No data: addresses, which the content security policy would refuse for fonts.
    assetsInlineLimit: 0,
    // Every browser that has WebGL 2 and module workers, which the map asks for anyway.
    target: 'es2023',
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1500,
    rolldownOptions: {
      input: {
        map: `${import.meta.dirname}/map.tsx`,
        pages: `${import.meta.dirname}/page/pages.ts`,
        embed: `${import.meta.dirname}/embed/start.ts`,
      },
    },
  },
});
