import { Alert, Button, Group, Text } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'

/** Says which attributes models ask for in vain, and makes them. Nothing when there are none. */
export function MissingAttributes({ names, onCreate }: { names: readonly string[]; onCreate: (name: string) => void }) {
  const { t } = useTranslation()
  if (names.length === 0) return null
  return (
    <Alert
      color="orange"
      variant="light"
      styles={{ title: { color: 'var(--mantine-color-text)' } }}
      icon={<IconAlertTriangle size={20} />}
      title={t('attributes.missing', { count: names.length })}
    >
      <Text size="sm" mb="xs">
        {t('attributes.missingText')}
      </Text>
      <Group gap="xs">
        {names.map((name) => (
          <Button key={name} size="xs" variant="default" onClick={() => onCreate(name)}>
            {t('attributes.createNamed', { name })}
          </Button>
        ))}
      </Group>
    </Alert>
  )
}
