import { Anchor, Group, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { GroupGrants } from '../../api/groups.ts'
import { Card } from '../../components/card.tsx'
import { LinkTo } from '../../components/link-to.tsx'
import { paths } from '../../shell/paths.ts'

/** What a group gives beside roles in projects; changed where it belongs, at the spaces and attributes themselves. */
export function OtherGrants({ grants: { spaces, attributes } }: { grants: GroupGrants }) {
  const { t } = useTranslation()
  return (
    <>
      <Card title={t('userGroups.spaces')}>
        <Stack gap={6}>
          {spaces.length === 0 && (
            <Text size="sm" c="dimmed">
              {t('userGroups.noSpaces')}
            </Text>
          )}
          {spaces.map(({ spaceUuid, projectUuid, name, projectName, role }) => (
            <Group key={spaceUuid} justify="space-between" wrap="nowrap">
              <Text size="sm" truncate>
                <Anchor component={LinkTo} href={paths.space(projectUuid, spaceUuid)} size="sm">
                  {name}
                </Anchor>{' '}
                · {projectName}
              </Text>
              <Text size="sm" c="dimmed" style={{ flex: 'none' }}>
                {t(`space.roles.${role}`)}
              </Text>
            </Group>
          ))}
        </Stack>
      </Card>
      <Card title={t('userGroups.attributes')}>
        <Stack gap={6}>
          {attributes.length === 0 && (
            <Text size="sm" c="dimmed">
              {t('userGroups.noAttributes')}
            </Text>
          )}
          {attributes.map(({ name, value }) => (
            <Text key={name} size="sm" style={{ overflowWrap: 'anywhere' }}>
              <b>{name}</b> = {value}
            </Text>
          ))}
        </Stack>
      </Card>
    </>
  )
}
