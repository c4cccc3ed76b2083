-- Who belongs to an organization, for support's page of it.
create index users_of_organization on users (organization_id);
