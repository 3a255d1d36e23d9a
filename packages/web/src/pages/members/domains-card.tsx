import { Button, Group, MultiSelect, NativeSelect, Paper, Skeleton, Stack, TagsInput, Text, Title } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { allowedDomainsQuery, joiningRoles, updateAllowedDomains, type AllowedDomains } from '../../api/members.ts'
import { projectsQuery } from '../../api/projects.ts'
import { healthQuery } from '../../api/session.ts'
import { QueryBoundary } from '../../components/query-boundary.tsx'
import { toastDone, toastFailed } from '../../components/toast.ts'
import { paths } from '../../shell/paths.ts'

/** Whose addresses may join by themselves, and what they become. */
export function DomainsCard() {
  const { t } = useTranslation()
  const allowed = useQuery(allowedDomainsQuery)
  const sendsMail = useQuery(healthQuery).data?.hasEmailClient
  return (
    <Paper withBorder radius="md" p="md">
      <Title order={2} size="h5">
        {t('domains.title')}
      </Title>
      <Text size="sm" c="dimmed" mb="sm">
        {t('domains.text')} {sendsMail === false ? t('domains.noMail') : t('domains.address', { address: window.location.origin + paths.register() })}
      </Text>
      <QueryBoundary query={allowed} failed={t('domains.failed')} skeleton={<Skeleton height={200} />}>
        {(known) => <DomainsForm known={known} />}
      </QueryBoundary>
    </Paper>
  )
}

const projectRoles = joiningRoles.filter((role) => role !== 'member')

function DomainsForm({ known }: { known: AllowedDomains }) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const projects = useQuery(projectsQuery).data ?? []
  const [domains, setDomains] = useState(known.emailDomains)
  const [role, setRole] = useState(known.role)
  const [projectUuids, setProjectUuids] = useState(known.projects.map(({ projectUuid }) => projectUuid))
  const [projectRole, setProjectRole] = useState(known.projects[0]?.role ?? 'viewer')
  const [isSaving, setSaving] = useState(false)
  const save = async (): Promise<void> => {
    setSaving(true)
    try {
      const saved = await updateAllowedDomains({
        emailDomains: domains,
        role,
        projects: projectUuids.map((projectUuid) => ({ projectUuid, role: projectRole })),
      })
      setDomains(saved.emailDomains)
      queryClient.setQueryData(allowedDomainsQuery.queryKey, saved)
      toastDone(t('domains.saved'))
    } catch (error) {
      toastFailed(t('domains.saveFailed'), error)
    }
    setSaving(false)
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <Stack gap="sm" maw={560}>
        <TagsInput label={t('domains.domains')} description={t('domains.domainsHint')} value={domains} onChange={setDomains} acceptValueOnBlur />
        <NativeSelect
          label={t('domains.role')}
          value={role}
          data={joiningRoles.map((value) => ({ value, label: t(`roles.${value}`) }))}
          onChange={(event) => setRole(joiningRoles.find((each) => each === event.currentTarget.value) ?? 'viewer')}
        />
        <MultiSelect
          label={t('domains.projects')}
          data={projects.map(({ projectUuid, name }) => ({ value: projectUuid, label: name }))}
          value={projectUuids}
          onChange={setProjectUuids}
          clearable
        />
        {projectUuids.length > 0 && (
          <NativeSelect
            label={t('domains.projectRole')}
            value={projectRole}
            data={projectRoles.map((value) => ({ value, label: t(`roles.${value}`) }))}
            onChange={(event) => setProjectRole(projectRoles.find((each) => each === event.currentTarget.value) ?? 'viewer')}
          />
        )}
        <Group justify="flex-end">
          <Button type="submit" size="xs" loading={isSaving}>
            {t('domains.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
