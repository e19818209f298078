// Writes src/lib/paraglide/ from messages/, for what looks at the code without Vite.
import { compile } from '@inlang/paraglide-js';
import options from '../paraglide.config.js';

await compile(options);
