/** Makes the demo's database, in a process of its own: `node demo-loader-process.js <demo folder> <database file>`. */
import { createRequire } from 'node:module'
import path from 'node:path'
import { loadDemoData } from './load-demo-data.ts'
import { readDemoScripts } from './read-demo.ts'

const [demoFolder = '', databasePath = ''] = process.argv.slice(2)
// The package's entry is `build/index.js`; its data lie beside that folder.
const vegaFolder = path.join(path.dirname(createRequire(import.meta.url).resolve('vega-datasets')), '..', 'data')
await loadDemoData({ databasePath, scripts: await readDemoScripts(demoFolder), vegaFolder })
