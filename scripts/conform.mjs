// `npm run conform`: builds what is old, then checks every door against its contract.
import { execFileSync } from 'node:child_process'
import { bundleScript } from './run-ts.mjs'

execFileSync(process.execPath, ['scripts/build.mjs', '--server-only'], { stdio: 'inherit' })
await import(await bundleScript('tests/conform/main.ts'))
