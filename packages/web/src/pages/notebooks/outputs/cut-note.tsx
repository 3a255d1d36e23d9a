import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'

/** Says that something is not made of all rows. */
export function CutNote({ truncated, partial }: { truncated: boolean; partial: boolean }) {
  const { t } = useTranslation()
  if (!truncated && !partial) return null
  return (
    <Text size="xs" c="dimmed" mt={4}>
      {t(truncated ? 'appSession.cut' : 'appSession.partialNote')}
    </Text>
  )
}
