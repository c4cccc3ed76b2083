-- What one person bought, among all that their organization did: asked for when licenses are searched by a buyer's name.
create index purchases_of_buyer on purchases (organization_id, user_id, id);
