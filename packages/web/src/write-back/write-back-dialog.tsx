import { Anchor, Button, Checkbox, Group, Modal, Stack, Text } from '@mantine/core'
import type { AdditionalMetric } from '@atrium/semantic'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { refreshModels } from '../api/develop.ts'
import { writeBackMetrics, type WriteBackWay, type WrittenBack } from '../api/repositories.ts'
import { DialogForm } from '../components/dialog-form.tsx'

type Props = { projectUuid: string; way: NonNullable<WriteBackWay>; metrics: readonly AdditionalMetric[]; onClose: () => void }

const idOf = ({ table, name }: AdditionalMetric): string => `${table}.${name}`

/** Which custom metrics go into the models, and what became of them: a pull request, a branch, or the file itself. */
export function WriteBackDialog({ projectUuid, way, metrics, onClose }: Props) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const [chosen, setChosen] = useState(() => metrics.map(idOf))
  const [written, setWritten] = useState<WrittenBack | null>(null)
  const send = async (): Promise<void> => {
    const outcome = await writeBackMetrics(
      projectUuid,
      metrics.filter((metric) => chosen.includes(idOf(metric))),
    )
    setWritten(outcome)
    if (outcome.way === 'folder') await refreshModels(queryClient, projectUuid)
  }
  return (
    <Modal opened onClose={onClose} title={t(`writeBack.title.${way}`)}>
      {written === null ? (
        <DialogForm submit={t(`writeBack.submit.${way}`)} disabled={chosen.length === 0} onSubmit={send} onClose={onClose}>
          <Text size="sm">{t(`writeBack.text.${way}`)}</Text>
          <Checkbox.Group label={t('writeBack.metrics')} value={chosen} onChange={setChosen}>
            <Stack gap={6} mt={6}>
              {metrics.map((metric) => (
                <Checkbox
                  key={idOf(metric)}
                  value={idOf(metric)}
                  label={metric.label ?? metric.name}
                  description={`${metric.table}.${metric.name} · ${metric.type}`}
                />
              ))}
            </Stack>
          </Checkbox.Group>
        </DialogForm>
      ) : (
        <Outcome written={written} onClose={onClose} />
      )}
    </Modal>
  )
}

function Outcome({ written: { files, committed }, onClose }: { written: WrittenBack; onClose: () => void }) {
  const { t } = useTranslation()
  return (
    <Stack gap="sm">
      <Text size="sm" role="status">
        {committed === null
          ? t('writeBack.wrote', { files: files.join(', ') })
          : t(committed.url === null ? 'writeBack.pushed' : 'writeBack.opened', { branch: committed.branch, title: committed.title })}
      </Text>
      {committed?.url != null && (
        <Anchor href={committed.url} target="_blank" rel="noreferrer" size="sm">
          {t('writeBack.open')}
        </Anchor>
      )}
      <Group justify="flex-end">
        <Button onClick={onClose}>{t('writeBack.close')}</Button>
      </Group>
    </Stack>
  )
}
