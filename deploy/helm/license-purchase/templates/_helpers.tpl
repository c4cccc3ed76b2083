{{- define "tag" -}}
{{- .Values.image.tag | default .Chart.AppVersion -}}
{{- end -}}

{{- define "name" -}}
{{- .Release.Name | trunc 40 | trimSuffix "-" -}}
{{- end -}}

{{/* What all of a program bear; of a list: root, component. */}}
{{- define "selector" -}}
app.kubernetes.io/name: license-purchase
app.kubernetes.io/instance: {{ (index . 0).Release.Name }}
app.kubernetes.io/component: {{ index . 1 }}
{{- end -}}

{{- define "labels" -}}
{{ include "selector" . }}
app.kubernetes.io/managed-by: {{ (index . 0).Release.Service }}
helm.sh/chart: {{ (index . 0).Chart.Name }}-{{ (index . 0).Chart.Version }}
{{- end -}}

{{/* As the images are made to run: without root's rights, writing to /tmp alone. */}}
{{- define "pod" -}}
automountServiceAccountToken: false
enableServiceLinks: false
securityContext:
  runAsNonRoot: true
  runAsUser: 10001
  runAsGroup: 10001
  fsGroup: 10001
  seccompProfile: {type: RuntimeDefault}
{{- with .Values.image.pullSecrets }}
imagePullSecrets: {{ toYaml . | nindent 2 }}
{{- end }}
{{- end -}}

{{- define "container" -}}
imagePullPolicy: {{ .Values.image.pullPolicy }}
securityContext:
  allowPrivilegeEscalation: false
  readOnlyRootFilesystem: true
  capabilities: {drop: ["ALL"]}
volumeMounts:
  - {name: tmp, mountPath: /tmp}
  - {name: secrets, mountPath: /run/secrets, readOnly: true}
{{- end -}}

{{/* Of a list: root, the program's values, its name. */}}
{{- define "volumes" -}}
volumes:
  - name: tmp
    emptyDir: {sizeLimit: 128Mi}
  - name: secrets
    secret:
      secretName: {{ required (printf "%s.existingSecret names the Secret with its variables" (index . 2)) (index . 1).existingSecret }}
      defaultMode: 0440
{{- end -}}

{{/* Of a list: root, the program's values. What is set to nothing is left out. */}}
{{- define "environment" -}}
{{- $settings := merge (dict) (index . 1).settings (index . 0).Values.settings -}}
{{- range $required := list "CONSOLE_BASE_URL" "DATABASE_URL" "TEMPORAL_ADDRESS" -}}
{{- $_ := required (printf "settings.%s is missing" $required) (get $settings $required) -}}
{{- end -}}
env:
{{- range $name, $value := $settings }}
{{- if not (eq (toString $value) "") }}
  - name: {{ $name }}
    value: {{ toString $value | quote }}
{{- end }}
{{- end }}
{{- end -}}

{{/* A dead dependency is no reason to begin anew: liveness asks for the program alone. */}}
{{- define "probes" -}}
startupProbe:
  httpGet: {path: /actuator/health/liveness, port: management}
  periodSeconds: 2
  timeoutSeconds: 3
  failureThreshold: 90
livenessProbe:
  httpGet: {path: /actuator/health/liveness, port: management}
  periodSeconds: 10
  timeoutSeconds: 5
  failureThreshold: 6
readinessProbe:
  httpGet: {path: /actuator/health/readiness, port: management}
  periodSeconds: 5
  timeoutSeconds: 3
  failureThreshold: 3
{{- end -}}
