// Builds wwwroot/lib from node_modules: one ds.css, the fonts and the licences. Needs Node only.
import { readFileSync as read, writeFileSync, mkdirSync, rmSync, copyFileSync, existsSync, readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
const root = resolve(import.meta.dirname, '..'), lib = join(root, 'wwwroot/lib');
rmSync(lib, { recursive: true, force: true });
mkdirSync(join(lib, 'fonts'), { recursive: true });
const manifest = join(root, 'Styles/ds.css');
const files = [...read(manifest, 'utf8').matchAll(/@import "([^"]+)";/g)].map(m => resolve(dirname(manifest), m[1]));
const clean = css => css.replace(/\/\*[\s\S]*?\*\//g, '').replace(/\n\s*\n+/g, '\n').trim();
const own = ['theme-foodvalley.css', 'app.css'].map(f => read(join(root, 'wwwroot/css', f), 'utf8'));
const themeFile = files.find(f => f.endsWith('theme.css'));
const parts = files.filter(f => f !== themeFile).map(f => clean(read(f, 'utf8')));
// Prune the example theme: keep all base and colour tokens, and of the component tokens only what is used, directly or not.
const theme = clean(read(themeFile, 'utf8'));
const decl = new Map([...theme.matchAll(/(--[\w-]+):\s*([^;]*);/g)].map(m => [m[1], m[2]]));
const refs = text => [...text.matchAll(/var\(\s*(--[\w-]+)/g)].map(m => m[1]);
const keep = new Set(), todo = [...decl.keys()].filter(k => /^--(basis|voorbeeld)-/.test(k)).concat([...parts, ...own].flatMap(refs));
for (let k; (k = todo.pop());) if (!keep.has(k) && decl.has(k)) { keep.add(k); todo.push(...refs(decl.get(k))); }
const selector = theme.slice(0, theme.indexOf('{')).trim();
const pruned = `${selector} {\n${[...decl].filter(([k]) => keep.has(k)).map(([k, v]) => `${k}:${v};`).join('\n')}\n}`;
writeFileSync(join(lib, 'ds.css'), ['/*! NL Design System, Utrecht and others, EUPL-1.2: see LICENSES.txt */', pruned, ...parts].join('\n') + '\n');
const pkgs = JSON.parse(read(join(root, 'package.json'))).dependencies, lic = [];
for (const name of Object.keys(pkgs).sort()) {
  const dir = join(root, 'node_modules', name), pj = JSON.parse(read(join(dir, 'package.json')));
  const file = ['LICENSE', 'LICENSE.md', 'LICENSE.txt'].map(f => join(dir, f)).find(existsSync);
  lic.push(`${name} ${pj.version} (${pj.license})`, ...(name.startsWith('@fontsource') && file ? ['', read(file, 'utf8')] : []));
  if (name.startsWith('@fontsource')) for (const f of readdirSync(join(dir, 'files')))
    if (/-latin(-ext)?-wght-normal\.woff2$/.test(f)) copyFileSync(join(dir, 'files', f), join(lib, 'fonts', f));
}
lic.push('', read(join(root, 'node_modules/@utrecht/alert-css/LICENSE.md'), 'utf8'));
writeFileSync(join(lib, 'LICENSES.txt'), lic.join('\n'));
console.log(`wwwroot/lib: ${parts.length} components, ${keep.size} of ${decl.size} tokens`);
