// `npm run bench`: builds what is old, then measures.
import { execFileSync } from 'node:child_process'
import { bundleScript } from './run-ts.mjs'

execFileSync(process.execPath, ['scripts/build.mjs'], { stdio: 'inherit' })
await import(await bundleScript('bench/main.ts'))
