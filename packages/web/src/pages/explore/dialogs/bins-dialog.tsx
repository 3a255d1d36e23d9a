import { ActionIcon, Button, Group, Modal, NumberInput, SegmentedControl, Stack, Text, TextInput } from '@mantine/core'
import { getItemLabel, type BinRange, type CustomBinDimension } from '@atrium/semantic'
import { IconPlus, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DialogForm } from '../../../components/dialog-form.tsx'
import { fieldNameOf } from '../../../explore/field-name.ts'
import { useExplore } from '../explore-context.ts'

type BinType = CustomBinDimension['binType']

/** Groups of a number: so many, so wide, or with edges of one's own. */
export function BinsDialog({ fieldId, id, onClose }: { fieldId: string; id: string | null; onClose: () => void }) {
  const { t } = useTranslation()
  const { state, items, edit } = useExplore()
  const found = state.metricQuery.customDimensions?.find((dimension) => dimension.id === id)
  const existing = found?.type === 'bin' ? found : undefined
  const base = items[fieldId]
  const baseLabel = base === undefined ? fieldId : getItemLabel(base)
  const [label, setLabel] = useState(existing?.name ?? t('bins.nameOf', { field: baseLabel }))
  const [binType, setBinType] = useState<BinType>(existing?.binType ?? 'fixed_width')
  const [width, setWidth] = useState<number | string>(existing?.binWidth ?? 10)
  const [count, setCount] = useState<number | string>(existing?.binNumber ?? 5)
  const [edges, setEdges] = useState<(number | string)[]>(edgesOf(existing?.customRange) ?? [0, 10, 100])
  const numbers = edges.filter((edge) => edge !== '').map(Number)
  const isReady =
    label.trim() !== '' &&
    (binType === 'fixed_width'
      ? Number(width) > 0
      : binType === 'fixed_number'
        ? Number(count) >= 1
        : numbers.length > 0 && numbers.every((edge, index) => index === 0 || edge > (numbers[index - 1] ?? 0)))
  const save = (): void => {
    const table = base !== undefined && 'table' in base ? base.table : ''
    edit({
      type: 'save-custom-dimension',
      dimension: {
        id: existing?.id ?? fieldNameOf(`${fieldId} ${label}`, Object.keys(items)),
        name: label.trim(),
        table,
        type: 'bin',
        dimensionId: fieldId,
        binType,
        ...(binType === 'fixed_width'
          ? { binWidth: Number(width) }
          : binType === 'fixed_number'
            ? { binNumber: Number(count) }
            : { customRange: rangesOf(numbers) }),
      },
    })
    onClose()
  }
  return (
    <Modal opened onClose={onClose} title={t('bins.title', { field: baseLabel })}>
      <DialogForm submit={t(existing === undefined ? 'bins.add' : 'dialog.save')} disabled={!isReady} onSubmit={save} onClose={onClose}>
        <TextInput label={t('bins.name')} value={label} onChange={(event) => setLabel(event.currentTarget.value)} required />
        <SegmentedControl
          size="xs"
          aria-label={t('bins.kind')}
          value={binType}
          onChange={(value) => setBinType(value)}
          data={(['fixed_width', 'fixed_number', 'custom_range'] as const).map((value) => ({ value, label: t(`bins.${value}`) }))}
        />
        {binType === 'fixed_width' && <NumberInput label={t('bins.width')} value={width} onChange={setWidth} min={0} />}
        {binType === 'fixed_number' && <NumberInput label={t('bins.count')} value={count} onChange={setCount} min={1} max={500} allowDecimal={false} />}
        {binType === 'custom_range' && (
          <Stack gap={6}>
            <Text size="sm">{t('bins.edges')}</Text>
            {edges.map((edge, index) => (
              // oxlint-disable-next-line react/no-array-index-key -- an edge is its place
              <Group key={index} gap={6} wrap="nowrap">
                <NumberInput
                  size="xs"
                  style={{ flex: 1 }}
                  aria-label={t('bins.edge', { number: index + 1 })}
                  value={edge}
                  onChange={(value) => setEdges(edges.with(index, value))}
                />
                <ActionIcon onClick={() => setEdges(edges.toSpliced(index, 1))} aria-label={t('bins.removeEdge', { number: index + 1 })}>
                  <IconX size={16} />
                </ActionIcon>
              </Group>
            ))}
            <Button size="compact-xs" variant="subtle" leftSection={<IconPlus size={14} />} onClick={() => setEdges([...edges, ''])}>
              {t('bins.addEdge')}
            </Button>
          </Stack>
        )}
      </DialogForm>
    </Modal>
  )
}

/** Below the first edge, between each two, from the last one up. */
const rangesOf = (edges: readonly number[]): BinRange[] => [
  ...edges.map((edge, index): BinRange => (index === 0 ? { to: edge } : { from: edges[index - 1] ?? edge, to: edge })),
  ...(edges.length === 0 ? [] : [{ from: edges.at(-1) ?? 0 }]),
]

const edgesOf = (ranges: readonly BinRange[] | undefined): number[] | undefined => ranges?.flatMap(({ to }) => (to === undefined ? [] : [to]))
