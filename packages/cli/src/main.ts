import manifest from '../package.json' with { type: 'json' }
import { runCommand } from './run-command.ts'

// Whoever reads what we print may stop reading (`| head`); that ends no server.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined)

try {
  const { stdin, stdout, stderr, env, argv } = process
  process.exitCode = await runCommand({ stdin, stdout, stderr, env, argv: argv.slice(2), version: manifest.version })
} catch (error) {
  // What the server knows of errors is loaded only where there is one.
  const { explainError } = await import('./explain-error.ts')
  process.stderr.write(`${explainError(error)}\n`)
  process.exitCode = 1
}
