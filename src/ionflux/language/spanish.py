"""Spanish."""

from ionflux.language import BlueprintText, Language

_TEXTS = {
    "tagline": "Trabajo que no espera a nadie y nunca se hace dos veces.",
    "introduction_text": """\
Hay trabajo que vuelve todos los días, y todos los días ocupa la mañana de alguien.
El agente $name asume ese trabajo: empieza sin que se lo pidan dos veces y para cuando termina.
Recibe $inputs y comprueba cada valor antes de cualquier otra cosa.
Entrega $outputs, siempre en el mismo formato, para que otros puedan construir encima.
Lo que aprende queda en la memoria, y lo que hizo queda en el registro.
Las personas deciden qué pedirle, y las personas juzgan lo que sale.""",
    "punch_final": """\
Un resultado que nadie puede comprobar es un rumor.
Lo que funciona solo también tiene que explicarse solo.""",
    "archetype": "Artesano",
    "dna_phrase": "Recibe lo que se le da, entrega lo que se prometió.",
    "core_capabilities": """\
Recepción: comprueba cada valor antes de empezar y dice cuál falta.
Ejecución: sigue los mismos pasos en el mismo orden y guarda registro de cada uno.
Entrega: devuelve $outputs en un formato que personas y programas pueden leer.
Informe: anota en cada ejecución lo que recibió, lo que produjo y cuánto tardó.""",
    "essence_punch": "Nada se pierde, nada se adivina.",
    "essence_interpretation": "el agente prefiere una negativa clara a un resultado dudoso.",
    "ipo_flow": """\
*   **Entrada:** $inputs.
*   **Proceso:** comprueba los valores, busca contexto, llama al modelo y revisa el resultado.
*   **Salida:** $outputs.""",
    "strategic_integrations": """\
*   Plataforma: el espacio de trabajo decide quién inicia el agente y quién lee lo que entrega.
*   Memoria: lo aprendido en ejecuciones anteriores queda disponible para la siguiente.""",
    "stack": """\
*   Runtime: Python 3.12, FastAPI
*   Framework: LangChain
*   LLM: OpenAI GPT-4o
*   Vector DB: Pinecone (contexto de ejecuciones anteriores)
*   DB: Postgres (registro de las ejecuciones)
*   Observability: OpenTelemetry, Grafana""",
    "data_store": """\
Pinecone, en el namespace `$namespace`, guarda el contexto de ejecuciones anteriores.
Postgres guarda el registro de cada ejecución: qué entró, qué salió y cómo terminó.""",
    "scheduling_and_triggers_summary": """\
$starts
*   Cortacircuitos: tres fallos seguidos detienen el agente y avisan a su responsable.""",
    "kpis_definition": """\
*   Éxito: porcentaje de ejecuciones con un resultado útil; objetivo del 98 %.
*   Tiempo: 95 de cada 100 ejecuciones terminan en dos minutos como máximo.
*   Correcciones: porcentaje de resultados que alguien tuvo que corregir; objetivo bajo el 5 %.""",
    "failure_fallback_strategy": """\
*   Modelo no disponible: tres intentos, con pausas mayores; después termina con un error.
*   Valor ausente: la ejecución no empieza, y el mensaje dice qué valor falta.
*   Memoria no disponible: el trabajo sigue sin el contexto anterior, y el registro lo indica.""",
    "example_integration_flow": """\
Escenario: la primera ejecución en un espacio de trabajo nuevo.
1.  Alguien configura una instancia e indica $inputs.
2.  El agente comprueba los valores, no encuentra contexto anterior y empieza.
3.  El modelo escribe un borrador; el agente lo compara con lo que se pidió.
4.  La persona responsable recibe $outputs y encuentra la ejecución en el registro.""",
    "dynamic_expansion_notes": """\
*   v0.2: compara cada resultado con los anteriores y señala lo que cambió.
*   v1.0: propone ajustes propios a partir de las correcciones recibidas.""",
    "escape_the_obvious_feature": """\
Una vez al mes, el agente repite una ejecución antigua con el contexto de hoy y compara ambas.
Donde difieren, se ve lo que cambió; donde coinciden, que nada tenía que cambiar.""",
}

LANGUAGE = Language(
    code="es",
    name="español",
    agent=["agente"],
    titles={
        "Encabezado": "header",
        "Encabezado Narrativo": "header",
        "Cabecera": "header",
        "Cabecera Narrativa": "header",
        "Introducción": "introduction",
        "Remate Final": "punch_final",
        "Golpe Final": "punch_final",
        "Esencia": "essence",
        "Capacidades": "capabilities",
        "Capacidades Principales": "capabilities",
        "Principales Capacidades": "capabilities",
        "Capacidades Centrales": "capabilities",
        "Capacidades Clave": "capabilities",
        "Esencia 22,22": "essence_detail",
        "Propósito": "purpose",
        "Flujo IPO": "ipo_flow",
        "Flujo EPS": "ipo_flow",
        "Entrada Proceso Salida": "ipo_flow",
        "Entrada Procesamiento Salida": "ipo_flow",
        "Flujo Entrada Proceso Salida": "ipo_flow",
        "Integraciones Estratégicas": "strategic_integrations",
        "Definición": "definition",
        "Definición YAML": "definition",
        "YAML de Definición": "definition",
        "Definición en YAML": "definition",
        "Definición del Agente": "definition",
        "Stack y APIs": "stack",
        "Stack Técnico": "stack",
        "Stack Tecnológico": "stack",
        "Pila": "stack",
        "Pila Tecnológica": "stack",
        "Tecnologías y APIs": "stack",
        "Archivos": "files",
        "Archivos y Rutas": "files",
        "Ficheros y Rutas": "files",
        "Estructura de Archivos": "files",
        "Árbol de Archivos": "files",
        "Estructura de Carpetas": "files",
        "Almacén de Datos": "data_store",
        "Almacenamiento de Datos": "data_store",
        "Repositorio de Datos": "data_store",
        "Base de Datos": "data_store",
        "Bases de Datos": "data_store",
        "Programación": "scheduling",
        "Programación y Disparadores": "scheduling",
        "Programación y Activadores": "scheduling",
        "Planificación": "scheduling",
        "Planificación y Disparadores": "scheduling",
        "Disparadores": "scheduling",
        "Disparadores y Programación": "scheduling",
        "Indicadores": "kpis",
        "Indicadores Clave": "kpis",
        "Métricas": "kpis",
        "Fallo": "failure",
        "Fallos": "failure",
        "Fallas": "failure",
        "Fallos y Alternativas": "failure",
        "Fallos y Fallback": "failure",
        "Fallos y Contingencia": "failure",
        "Contingencia": "failure",
        "Gestión de Fallos": "failure",
        "Gestión de Errores": "failure",
        "Manejo de Errores": "failure",
        "Ejemplo": "example",
        "Ejemplo Integrado": "example",
        "Ejemplo de Integración": "example",
        "Expansión": "expansion",
        "Expansión Dinámica": "expansion",
        "Escape de lo Obvio": "escape",
        "Fuga de lo Obvio": "escape",
        "Escapar de lo Obvio": "escape",
    },
    standard_titles={
        "header": "Encabezado Narrativo",
        "introduction": "Introducción",
        "essence": "Esencia",
        "capabilities": "Capacidades Principales",
        "essence_detail": "Esencia 22,22 %",
        "ipo_flow": "Flujo IPO",
        "strategic_integrations": "Integraciones Estratégicas",
        "definition": "Definición YAML",
        "stack": "Stack y APIs",
        "files": "Archivos y Rutas",
        "data_store": "Almacén de Datos",
        "scheduling": "Programación y Disparadores",
        "kpis": "KPIs",
        "failure": "Fallos y Alternativas",
        "example": "Ejemplo Integrado",
        "expansion": "Expansión Dinámica",
        "escape": "Escape de lo Obvio",
    },
    labels={
        "Epíteto": "epithet",
        "Lema": "tagline",
        "Eslogan": "tagline",
        "Arquetipo": "archetype",
        "Frase de ADN": "dna_phrase",
        "Frase ADN": "dna_phrase",
        "ADN": "dna_phrase",
        "Punch": "essence_punch",
        "Golpe": "essence_punch",
        "Interpretación": "essence_interpretation",
        "Propósito": "description",
    },
    keys={
        "nombre": "name",
        "versión": "version",
        "descripción": "description",
        "categoría": "category",
        "estado": "status",
        "servicios": "services",
        "disparadores": "triggers",
        "activadores": "triggers",
        "entradas": "inputs",
        "salidas": "outputs",
        "pila": "stack",
        "memoria": "memory",
        "tipo": "type",
        "configuración": "config",
        "clave": "key",
        "obligatorio": "required",
        "requerido": "required",
        "predeterminado": "default",
        "por_defecto": "default",
        "lenguaje": "language",
        "modelos": "models",
        "bases_de_datos": "databases",
        "colas": "queues",
        "integraciones": "integrations",
        "espacio_de_nombres": "namespace",
    },
    stack_labels={
        "base de datos": "database_dependencies",
        "bases de datos": "database_dependencies",
        "datos": "database_dependencies",
        "almacenamiento": "database_dependencies",
        "almacén de datos": "database_dependencies",
        "vectores": "database_dependencies",
        "base vectorial": "database_dependencies",
        "cola": "queue_dependencies",
        "colas": "queue_dependencies",
        "modelo": "models",
        "modelos": "models",
        "entorno de ejecución": None,
        "vector": "database_dependencies",
        "lenguaje": None,
        "lenguajes": None,
    },
    stack_nouns={
        "base de datos": "database_dependencies",
        "bases de datos": "database_dependencies",
        "cola": "queue_dependencies",
        "colas": "queue_dependencies",
        "modelo": "models",
        "modelos": "models",
    },
    noun_first=True,
    stack_qualifiers=["principal", "principales", "primario", "secundario", "respaldo", "opcional"],
    stack_remarks=[
        "respaldo",
        "de respaldo",
        "como respaldo",
        "opcional",
        "opcionalmente",
        "potencialmente",
        "posiblemente",
        "quizás",
        "tal vez",
        "planeado",
        "eventualmente",
        "si es necesario",
        "por ejemplo",
        "p. ej.",
        "o similar",
        "equivalente",
        "o equivalente",
        "otros",
        "y otros",
        "también",
        "por defecto",
    ],
    conjunctions={
        "o": "and",
        "y/o": "or",
        "y": "and",
        "con": "with",
    },
    starts={
        "evento": "event",
        "eventos": "event",
        "tema": "event",
        "manual": "manual",
        "manuales": "manual",
        "manualmente": "manual",
        "demanda": "manual",
        "mano": "manual",
        "orientado": "",
        "basado": "",
        "a": "",
        "en": "",
        "por": "",
        "de": "",
        "bajo": "",
        "ejecución": "",
        "disparo": "",
        "inicio": "",
        "llamada": "",
        "disparador": "",
        "disparadores": "",
        "o": "",
        "y": "",
        "usuario": "",
        "mensajes": "",
        "externo": "",
    },
    start_verbs=[
        "ejecuta",
        "ejecutar",
        "ejecutado",
        "inicia",
        "iniciar",
        "iniciado",
        "dispara",
        "disparar",
        "disparado",
        "activa",
        "activado",
        "arranca",
        "lanza",
    ],
    start_links=["por", "cuando", "al", "ante", "con cada"],
    by_hand=["manualmente", "a mano", "bajo demanda"],
    denials=["ningún", "ninguna", "ninguno", "sin"],
    connectives=["y", "e", "de", "del", "el", "la", "los", "las", "lo", "en"],
    marks={"Remate final": "punch_final", "Golpe final": "punch_final"},
    line_words=["líneas", "línea"],
    placeholders=["por definir", "por completar", "próximamente", "pendiente", "ninguno"],
    remarks=["sin contenido", "ningún contenido", "por definir", "por completar"],
    boilerplate=["Complete. Refine. Lance.", "Completa. Refina. Lanza."],
    numbers={
        "uno": 1,
        "un": 1,
        "una": 1,
        "dos": 2,
        "tres": 3,
        "cuatro": 4,
        "cinco": 5,
        "seis": 6,
        "siete": 7,
        "ocho": 8,
        "nueve": 9,
        "diez": 10,
        "once": 11,
        "doce": 12,
        "trece": 13,
        "catorce": 14,
        "quince": 15,
        "dieciséis": 16,
        "diecisiete": 17,
        "dieciocho": 18,
        "diecinueve": 19,
        "veinte": 20,
        "treinta": 30,
    },
    schedule={
        "every": "cada, todo, toda, todos, todas, todos los, todas las",
        "end": "primer, primero, primera, primeros, último, última, últimos",
        "unit:second": "segundos",
        "unit:minute": "minuto, minutos",
        "unit:hour": "hora, horas",
        "dated": "día, días",
        "after_date": "antes, después",
        "unit:day": (
            "día, días, noche, noches, mañana, mañanas, tarde, tardes, madrugada, madrugadas"
        ),
        "unit:week": "semana, semanas",
        "unit:fortnight": "quincena, quincenas",
        "unit:month": "mes, meses",
        "unit:quarter": "trimestre, trimestres",
        "unit:semester": "semestre, semestres",
        "unit:year": "año, años",
        "short:second": "seg, segundo, segundos",
        "span:15": "cuarto de hora",
        "span:30": "media hora",
        "weekday:0": "domingo, domingos",
        "weekday:1": "lunes",
        "weekday:2": "martes",
        "weekday:3": "miércoles",
        "weekday:4": "jueves",
        "weekday:5": "viernes",
        "weekday:6": "sábado, sábados",
        "weekday:12345": "día hábil, días hábiles, día laborable, días laborables",
        "weekday:06": "fin de semana, fines de semana",
        "shortday:0": "dom",
        "shortday:1": "lun",
        "shortday:2": "mar",
        "shortday:3": "mié",
        "shortday:4": "jue",
        "shortday:5": "vie",
        "shortday:6": "sáb",
        "on": "los",
        "through": "a, al, hasta",
        "and": "y",
        "rate:hour": "hora a hora",
        "rate:day": "diariamente, a diario",
        "rate:2 day": "día sí día no, día sí, día no, un día sí y otro no",
        "rate:week": "semanalmente",
        "rate:fortnight": "quincenalmente",
        "rate:month": "mensualmente",
        "rate:quarter": "trimestralmente",
        "rate:semester": "semestralmente",
        "rate:year": "anualmente",
        "adjective:day": "diario, diaria, diarios, diarias",
        "adjective:week": "semanal, semanales",
        "adjective:fortnight": "quincenal, quincenales",
        "adjective:month": "mensual, mensuales",
        "adjective:quarter": "trimestral, trimestrales",
        "adjective:semester": "semestral, semestrales",
        "adjective:year": "anual, anuales",
        "times": "vez, veces, x",
        "per": "por, al, a la, cada",
        "at": "a las, a la, al, a partir de las",
        "clock:0": "medianoche",
        "clock:12": "mediodía",
        "half:am": "de la mañana, de la madrugada",
        "half:pm": "de la tarde, de la noche",
        "zone:other": "hora de Madrid, hora de Bogotá, hora local",
        "schedule": (
            "programación, programado, programada, programados, programadas, planificación, "
            "planificado, planificada, agenda, periodicidad, frecuencia, intervalo, rutina, "
            "horario, horarios, cadencia, recurrencia"
        ),
        "run": (
            "corre, corren, ejecuta, ejecutan, ejecuta, ejecución, ejecuciones, rutina, rutinas, "
            "dispara, sincroniza, actualiza"
        ),
        "vague": (
            "programado para, programada para, programados para, programadas para, ejecución "
            "programada, ejecuciones programadas, tarea programada, tareas programadas"
        ),
        "type": "disparador, disparadores, activador, activadores, tipo, tipos",
        "window": "ventana, ventanas, horario laboral, horario comercial",
        "from": "entre, entre las, desde, desde las, de las",
        "guard": (
            "cortacircuitos, disyuntor, límite, límites, alerta, alertas, fallo, fallos, "
            "reintento, reintentos"
        ),
        "called": "evento, eventos, cola",
        "bound": (
            "límite, límites, cuota, máximo, máxima, tope, presupuesto, reintento, reintentos, "
            "reintenta, intento, intentos, intenta, caduca, expira, retención, como máximo, hasta"
        ),
        "of": "de, del, para, por, en",
        "edge": "fin, final, inicio, comienzo, cierre, principio",
    },
    negations={
        "filler": (
            "al menos, por lo menos, se, hay, usa, necesita, tiene, corre, ejecuta, más, corría, "
            "ejecutaba, ejecutar"
        ),
        "small": "el, la, los, un, una, usamos, modelo, modelos, agente, agentes, de, del, ser",
        "since": "desde, a partir de",
        "no": "no",
        "deny": "sin, ningún, ninguna, ninguno, nunca, jamás, ni",
        "aux": "es, está, fue, ser, ha sido",
        "former": (
            "era, eran, fue, solía, antes, antes era, anteriormente, antiguo, antigua, antiguos, "
            "antiguas, anterior, anteriores, dejó de, ya no, en vez de, en lugar de, excepto, "
            "salvo, menos, por ejemplo, p. ej, ejemplo, ejemplos, desactivado, desactivada, "
            "eliminado, eliminada, sustituido, sustituida, previsto, prevista, futuro, futura, "
            "sustituye, opcional, opcionalmente, quizás, tal vez, en vez del, en lugar del, ex, "
            "excluido, excluida, excluye, antes de eso, cambió de, próximamente, en el futuro, "
            "podría, eventualmente"
        ),
        "short_form": "p. ej, ej",
        "ended": (
            "ninguno, ninguna, sin, bajo demanda, a demanda, manual, desactivado, desactivada, "
            "apagado, apagada, eliminado, eliminada, cancelado, cancelada, descontinuado, "
            "descontinuada, obsoleto, obsoleta, sustituido, sustituida, nunca, hasta la v, hasta "
            "la versión, por ejemplo, dejó de, ya no, no se usa, no usado, no existe, opcional, "
            "futuro, futura, previsto, prevista, antiguo, antigua, hasta v"
        ),
    },
    namespace={
        "denies": "no se usa, no se necesita, prescinde de",
        "namespace": "espacio de nombres",
        "namespace:several": "espacios de nombres",
        "kind": "predeterminado, principal, por defecto, nombre, de memoria, del agente, actual",
        "called": "llamado, llamada, se llama, denominado, denominada, es",
        "and": "y",
        "goes_on": "para, con, guarda, guardan, almacena, contiene, mantiene, que, recibe, usa",
        "common": (
            "un, una, el, los, las, no, ningún, ninguna, ninguno, sin, y, o, que, para, por, con, "
            "de, del, en, son, está, guarda, guardan, almacena, contiene, mantiene, recibe, usa, "
            "exigido, requerido, requerida, opcional, necesario, necesaria, obligatorio, único, "
            "única, propio, propia, compartido, compartida, dedicado, dedicada, aislado, aislada, "
            "separado, separada, aislamiento, prefijo, estrategia, nombre, nombres, "
            "predeterminado, vacío, también, usado, usada, configurado, configurada, definido, "
            "definida, pendiente, automático, gestionado, gestionada"
        ),
        "need": (
            "exige, exigen, exigido, necesita, necesitan, necesario, necesaria, requiere, "
            "requieren, requerido, requerida, usa, usan, usado, usada, utiliza, utilizado, "
            "existe, hay, tiene, hace falta, aplicable, obligatorio, definido, configurado, "
            "necesidad"
        ),
        "nothing": "ninguno, ninguna, no aplica, nada, no usado, innecesario, no se usa",
        "article": "un, una, el, la, de, es, son, ser, se, vectorial, propio",
    },
    blueprint=BlueprintText(
        texts=_TEXTS,
        starts={
            "schedule": "*   Programación: `$cron` inicia una ejecución por sí sola.",
            "webhook": "*   Webhook: `POST $path` inicia una ejecución y responde con su número.",
            "event": "*   Evento: `$event` inicia una ejecución por cada evento que llega.",
        },
        value="`$key` ($type, $need)",
        required="obligatorio",
        optional="opcional",
        conjunction=" y ",
        nothing="ningún valor",
        questions={
            "epithet": "Epíteto",
            "description": "Qué hace, en una frase",
            "trigger": "Qué lo inicia (schedule, webhook, event)",
            "cron": "Expresión cron",
            "path": "Ruta del webhook",
            "input": "Entrada como clave:tipo[:required], vacío para terminar",
            "output": "Salida como clave:tipo, vacío para terminar",
        },
        defaults={
            "epithet": "Quien hace que suceda",
            "description": "Asume un trabajo que vuelve todos los días y guarda registro de él.",
        },
    ),
)
