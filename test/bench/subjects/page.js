// biome-ignore-all format: as it stands on https://docs.aitronos.com/docs/api-reference/users/deactivate
const orgId = "org_xyz789";
const userId = "usr_abc123";

const response = await fetch(
  `https://api.aitronos.com/v1/organizations/${orgId}/users/${userId}/deactivate`,
  {
    method: "POST",
    headers: {
      Authorization: "Bearer YOUR_ACCESS_TOKEN",
      "Content-Type": "application/json",
    },
    body: JSON.stringify({
      transfer_resources_to_department_id: "dept_eng001",
    }),
  }
);

const data = await response.json();
console.log(data);
