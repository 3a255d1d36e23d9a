// `npm test`: everything that ends within ten minutes, in order of cheapness; with `--landing` also what takes longer, and the whole
// of what it takes a slice of. Prints one closing line summed over all suites.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

const bin = (name) => path.join('node_modules', '.bin', name)
const out = mkdtempSync(path.join(tmpdir(), 'atrium-test-'))
const totals = { passed: 0, failed: 0, skipped: 0 }
/** Tests that failed first and passed when tried again: passed, and said. */
const second = []

function step(title, command, args) {
  console.log(`\n── ${title}`)
  const started = performance.now()
  const { status } = spawnSync(command, args, { stdio: 'inherit' })
  console.log(`── ${title}: ${status === 0 ? 'ok' : 'FAILED'} (${((performance.now() - started) / 1000).toFixed(1)} s)`)
  return status === 0
}

/** A check that is one pass or one failure by itself. */
function check(title, command, args) {
  if (step(title, command, args)) totals.passed++
  else totals.failed++
}

/** A vitest project: its own counts are added up. */
function suite(project) {
  const report = path.join(out, `${project}.json`)
  const ok = step(`${project} tests`, bin('vitest'), ['run', '--project', project, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`])
  if (!existsSync(report)) {
    totals.failed++
    return
  }
  const counts = JSON.parse(readFileSync(report, 'utf8'))
  totals.passed += counts.numPassedTests
  totals.failed += counts.numFailedTests
  totals.skipped += counts.numPendingTests + counts.numTodoTests
  for (const { fullName, status, failureMessages } of counts.testResults.flatMap(({ assertionResults }) => assertionResults)) {
    if (status === 'passed' && failureMessages.length > 0) second.push(`${project}: ${fullName}\n    ${failureMessages[0].split('\n', 1)[0]}`)
  }
  // A file that fails before its first test counts as one failure, never as nothing.
  if (!ok && counts.numFailedTests === 0) totals.failed += Math.max(1, counts.numFailedTestSuites)
}

check('build', process.execPath, ['scripts/build.mjs'])
check('types of the server', process.execPath, ['node_modules/typescript-7/bin/tsc', '-p', 'tsconfig.json'])
check('types of the pages', process.execPath, ['node_modules/typescript-7/bin/tsc', '-p', 'packages/web/tsconfig.json'])
check('lint', bin('oxlint'), ['--type-aware', '--deny-warnings'])
check('house rules', bin('depcruise'), ['--config', '.dependency-cruiser.cjs', '--output-type', 'err-long', 'packages', 'tests', 'bench'])
check('dead code', bin('knip'), [])
check('format', bin('oxfmt'), ['--check'])
suite('unit')
suite('server')
suite('browser')
if (process.argv.includes('--landing')) for (const project of ['landing-server', 'landing-browser', 'sweeps']) suite(project)

if (second.length > 0) console.log(`\n── passed only when tried again:\n  ${second.join('\n  ')}`)
rmSync(out, { recursive: true, force: true })
console.log(`\n${totals.passed} passed, ${totals.failed} failed${totals.skipped > 0 ? `, ${totals.skipped} skipped` : ''}`)
process.exitCode = totals.failed === 0 ? 0 : 1
