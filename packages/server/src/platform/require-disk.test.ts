import { tmpdir } from 'node:os'
import { expect, it } from 'vitest'
import { requireDisk } from './require-disk.ts'

it('a file is not begun where the disk has no room for it', async () => {
  await requireDisk(tmpdir(), 1)
  await expect(requireDisk(tmpdir(), Number.MAX_SAFE_INTEGER)).rejects.toMatchObject({ code: 'unavailable', details: { reason: 'disk_full' } })
})
