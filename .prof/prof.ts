import { generatedProject } from '../bench/generated-project.ts'
import { compileProject, compileMetricQuery, duckdb } from '../packages/semantic/src/index.ts'
import { readProject } from '../packages/semantic/src/read/read-project.ts'
const files = generatedProject(1000)
for (let i = 0; i < 3; i++) {
  const t = performance.now()
  readProject(files)
  const a = performance.now()
  compileProject({ files, dialect: duckdb })
  console.log('read', (a - t).toFixed(0), 'all', (performance.now() - a).toFixed(0))
}
