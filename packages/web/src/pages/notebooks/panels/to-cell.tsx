import { Anchor } from '@mantine/core'
import type { Labels } from './labels.ts'

/** Goes to a cell. */
export function ToCell({ id, labels, onShow }: { id: string; labels: Labels; onShow: (cellId: string) => void }) {
  return (
    <Anchor component="button" type="button" size="sm" fw={600} ta="start" onClick={() => onShow(id)} style={{ overflowWrap: 'anywhere' }}>
      {labels.get(id) ?? id}
    </Anchor>
  )
}
