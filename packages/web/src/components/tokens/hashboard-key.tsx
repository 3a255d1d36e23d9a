import { Button, Collapse, Group, NativeSelect, Stack, Text } from '@mantine/core'
import { IconChevronDown, IconChevronRight, IconCopy } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { projectsQuery } from '../../api/projects.ts'
import type { NewToken } from '../../api/tokens.ts'
import { copyText } from '../copy-text.ts'
import { toastDone } from '../toast.ts'
import { accessKeyOf } from './access-key.ts'

/** The same token as clients of Hashboard take it: together with a project. */
export function HashboardKey({ token }: { token: NewToken }) {
  const { t } = useTranslation()
  const projects = useQuery(projectsQuery).data ?? []
  const [isOpen, setOpen] = useState(false)
  const [chosen, setChosen] = useState<string | null>(null)
  const projectUuid = chosen ?? projects[0]?.projectUuid
  if (projectUuid === undefined) return null
  const copy = async (): Promise<void> => {
    if (await copyText(accessKeyOf(token, projectUuid))) toastDone(t('profile.copied'))
  }
  const Chevron = isOpen ? IconChevronDown : IconChevronRight
  return (
    <div>
      <Button size="compact-sm" variant="subtle" aria-expanded={isOpen} leftSection={<Chevron size={14} />} onClick={() => setOpen(!isOpen)}>
        {t('graphql.accessKey')}
      </Button>
      <Collapse expanded={isOpen}>
        <Stack gap="xs" mt="xs">
          <Text size="sm">{t('graphql.accessKeyText')}</Text>
          <Group align="end" gap="xs">
            <NativeSelect
              flex={1}
              label={t('graphql.accessKeyProject')}
              value={projectUuid}
              onChange={(event) => setChosen(event.currentTarget.value)}
              data={projects.map(({ projectUuid: value, name: label }) => ({ value, label }))}
            />
            <Button variant="default" leftSection={<IconCopy size={15} />} onClick={() => void copy()}>
              {t('graphql.copyAccessKey')}
            </Button>
          </Group>
        </Stack>
      </Collapse>
    </div>
  )
}
