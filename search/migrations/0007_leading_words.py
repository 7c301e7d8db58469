"""The help text of synonyms tells of words that lead to others."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("search", "0006_known_words")]

    operations = [
        migrations.AlterField(
            model_name="synonymgroup",
            name="words",
            field=models.CharField(
                help_text=(
                    "Woorden die hetzelfde betekenen, met een komma ertussen: dokter, arts. Of een woord dat ook naar "
                    "andere woorden moet leiden, maar niet andersom: verslaving > drugs, gokken."
                ),
                max_length=500,
                verbose_name="woorden",
            ),
        )
    ]
