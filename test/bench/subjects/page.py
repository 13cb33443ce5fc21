# As it stands on https://docs.aitronos.com/docs/api-reference/users/deactivate
import requests

org_id = "org_xyz789"
user_id = "usr_abc123"

url = f"https://api.aitronos.com/v1/organizations/{org_id}/users/{user_id}/deactivate"
headers = {
    "Authorization": "Bearer YOUR_ACCESS_TOKEN",
    "Content-Type": "application/json",
}
data = {
    "transfer_resources_to_department_id": "dept_eng001",
}

response = requests.post(url, headers=headers, json=data)
print(response.json())
