import { readFileSync } from 'node:fs'

/** Whether a process with this id exists (of whatever user) and has not ended yet. */
export function isProcessAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false
  try {
    process.kill(pid, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false
  }
  return !isZombie(pid)
}

/** Ended, but nobody has asked how: in containers without an init process that lasts for ever. */
function isZombie(pid: number): boolean {
  try {
    const line = readFileSync(`/proc/${pid}/stat`, 'latin1')
    return 'ZX'.includes(line.charAt(line.lastIndexOf(')') + 2))
  } catch {
    return false
  }
}
