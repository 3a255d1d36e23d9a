import { Button, NativeSelect, Text } from '@mantine/core'
import { IconPlayerPlay, IconPlayerStop } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { writeShortcut } from '../../components/shortcut.ts'

type Props = {
  isRunning: boolean
  /** Seconds of the run so far. */
  elapsed: number
  isEmpty: boolean
  limit: number
  onRun: () => void
  onCancel: () => void
  onLimit: (limit: number) => void
}

const limits = [100, 500, 1000, 5000]

/** Runs SQL, says how long that takes, stops it, and how many rows it gives at most. */
export function RunControls({ isRunning, elapsed, isEmpty, limit, onRun, onCancel, onLimit }: Props) {
  const { t } = useTranslation()
  return (
    <>
      {isRunning ? (
        <Button size="xs" color="red" variant="light" leftSection={<IconPlayerStop size={15} />} onClick={onCancel}>
          {t('explore.cancel')}
        </Button>
      ) : (
        <Button
          size="xs"
          leftSection={<IconPlayerPlay size={15} />}
          rightSection={
            <Text span size="xs">
              {writeShortcut('mod+Enter')}
            </Text>
          }
          onClick={onRun}
          disabled={isEmpty}
        >
          {t('explore.run')}
        </Button>
      )}
      {elapsed >= 3 && (
        <Text size="xs" c="dimmed" className="numbers" role="status">
          {t('explore.elapsed', { seconds: elapsed })}
        </Text>
      )}
      <NativeSelect
        size="xs"
        aria-label={t('explore.limitLabel')}
        value={limit}
        onChange={(event) => onLimit(Number(event.currentTarget.value))}
        data={[...new Set([...limits, limit])]
          .toSorted((a, b) => a - b)
          .map((value) => ({ value: String(value), label: t('explore.limit', { count: value }) }))}
      />
    </>
  )
}
